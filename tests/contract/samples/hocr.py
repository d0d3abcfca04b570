from __future__ import annotations

from extractors.source import Source

SAMPLE = Source(
    "leaf.hocr",
    "test",
    """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
    "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title></title>
<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/></head><body>
<div class='ocr_page' id='page_1' title='image "scans/KZ-7.png"; bbox 0 0 1000 400; ppageno 0; scan_res 150 150'>
<div class='ocr_carea' title="bbox 40 47 605 124"><p class='ocr_par' lang='rus' title="bbox 40 47 605 124">
<span class='ocr_header' title="bbox 40 47 443 79; baseline 0.01 -5; x_size 32">
<span class='ocrx_word' title='bbox 40 47 151 74; x_wconf 96'>Посол</span>
<span class='ocrx_word' title='bbox 168 47 381 74; x_wconf 90'><strong>Катара</strong></span></span></p>
<p class='ocr_par' lang='rus' title="bbox 40 90 605 124"><span class='ocr_line' title="bbox 43 97 536 124">
<span class='ocrx_word' title='bbox 43 97 150 124; x_wconf 50'>при-</span></span>
<span class='ocr_line' title="bbox 43 130 536 160">
<span class='ocrx_word' title='bbox 43 130 150 160; x_wconf 80'>был</span>
<span class='ocrx_word' title='bbox 160 130 170 160; x_wconf 80'>.</span></span></p></div></div></body></html>
""".encode(),
)
