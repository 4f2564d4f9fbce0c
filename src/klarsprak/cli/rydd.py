"""`klarsprak rydd`: remove what klarsprak keeps in its cache, and what a killed run left."""

from collections.abc import Iterator
from pathlib import Path

import click

from klarsprak.core.errors import ConfigError

KEPT = ("regler-*.json*", "fraser-*.json", "funn-*.sqlite*")
"""Files that a run makes anew when it needs them."""

KINDS = ("regler-*", "fraser-*")
"""Files that are written beside their place first; a run that is killed leaves such."""


@click.command()
@click.argument(
    "mapper",
    nargs=-1,
    metavar="[MAPPE]…",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
)
def rydd(mapper: tuple[Path, ...]) -> None:
    """Tøm mellomlageret, og fjern uferdige filer i hver MAPPE.

    Blir «klarsprak fiks» stanset mens den skriver, kan det bli liggende en uferdig fil
    ved siden av den som skulle rettes. Filen du rettet, er hel.
    """
    from klarsprak.core.atomic import unfinished
    from klarsprak.core.places import cache_folder

    folder = cache_folder()
    count, size = _removed(_cached(folder))
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    click.echo(f"Fjernet {count} filer ({megabytes} MB) fra {folder}.")
    for own in mapper:
        count, _ = _removed(unfinished(own))
        click.echo(f"Fjernet {count} uferdige filer fra {own}.")


def _cached(folder: Path) -> Iterator[Path]:
    from klarsprak.core.atomic import leftovers

    for kind in KINDS:
        yield from leftovers(folder, kind, age=0)
    for pattern in KEPT:
        yield from folder.glob(pattern)


def _removed(files: Iterator[Path]) -> tuple[int, int]:
    """Remove the files; how many there were, and their bytes."""
    count = size = 0
    for file in list(files):
        try:
            taken = file.stat().st_size
            file.unlink()
        except FileNotFoundError:
            # The last process that used a database takes its log away.
            continue
        except OSError as error:
            raise ConfigError(
                "output-unwritable", path=file, error=error.strerror or error
            ) from error
        count, size = count + 1, size + taken
    return count, size
