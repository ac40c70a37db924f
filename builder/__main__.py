"""`python -m builder` is the command `studyguide`."""

from builder.cli import cli

if __name__ == "__main__":
    cli(prog_name="studyguide")
