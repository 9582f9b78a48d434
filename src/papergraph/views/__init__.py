"""What a person or a wiki reads: analysis that answers with its evidence, the page, pictures, embeds and the report."""
