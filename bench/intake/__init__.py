"""Documents of meetings with their right readings, which rules of intake are measured by."""
