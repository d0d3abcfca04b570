"""From the pixels of a page to its words and where they stand: preparing the image, choosing models, tesseract.

``extractors.ocr.page`` is the way in. What looks at pixels or runs tesseract does so in a process of its own.
"""
