"""What connects the archives of an edition: answers to six questions, counted when it is published."""
