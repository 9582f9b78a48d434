"""`papergraph explain`: a text with its entities, and the rule behind every fact."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from papergraph.errors import UsageError
from papergraph.files import replacing


@click.command("explain", short_help="Show a text with its entities and the rule behind each fact.")
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
@click.option("--paper", "paper_id", metavar="ID", help="Explain the paper of INPUT with this id (default: the demo corpus).")
@click.option("--text", help="Explain this text; its first line is the title if another follows.")
@click.option("--lexicon", "lexicons", multiple=True, type=click.Path(exists=True, dir_okay=False), help="Your own names.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page (drawn by displaCy) to this file.")
@click.option("--json", "as_json", is_flag=True, help="Print the facts as one JSON object.")
def command(
    inputs: tuple[str, ...], paper_id: str | None, text: str | None, lexicons: tuple[str, ...], html: Path | None, as_json: bool
) -> None:
    """Show what the rules read in one paper: entities in the text, and each fact with its rule and sentence.

    Give --text, or --paper with the INPUT that holds it, or - to read the text from standard input.
    """
    from papergraph.extraction.explaining import explanation, page

    title, abstract, identifier = _paper(inputs, paper_id, text)
    told = explanation(title, abstract, identifier, lexicons)
    if html is not None:
        with replacing(html) as file:
            file.write(page(told))
        click.echo(str(html))
    elif as_json:
        import msgspec

        click.echo(msgspec.json.encode(told.facts))
    else:
        from rich.console import Console

        from papergraph.extraction.explaining import show

        show(told, Console(highlight=False))


def _paper(inputs: tuple[str, ...], paper_id: str | None, text: str | None) -> tuple[str, str, str]:
    """Title, abstract and id of what is to be explained."""
    if text is None and inputs == ("-",) and paper_id is None:
        text = sys.stdin.read()
    if text is not None:
        title, line_break, abstract = text.partition("\n")
        return (title, abstract.strip(), "text") if line_break and abstract.strip() else ("", text, "text")
    if paper_id is None:
        raise UsageError("nothing to explain: give --text TEXT, --paper ID, or - for standard input")
    from papergraph.sources import demo, read

    for paper in read(list(inputs) or [demo()]):
        if paper_id in (paper.id, paper.arxiv):
            return paper.title, paper.abstract, paper.id
    raise UsageError(f"no paper has the id {paper_id}; `papergraph read` lists the ids of an input")
