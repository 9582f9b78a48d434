from papergraph.cli import main

main(prog_name="papergraph")
