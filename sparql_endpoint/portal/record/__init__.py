"""The page of a record: context, description, scan beside text, mentions."""

from sparql_endpoint.portal.record.page import Asked, RecordPage, asked_of, record_page

__all__ = ["Asked", "RecordPage", "asked_of", "record_page"]
