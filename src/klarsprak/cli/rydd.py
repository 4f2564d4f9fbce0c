"""`klarsprak rydd`: remove what klarsprak keeps in its cache folder."""

import click

from klarsprak.core.errors import ConfigError

KEPT = ("regler-*.json*", "fraser-*.json", "funn-*.sqlite*")
"""Files that a run makes anew when it needs them."""

KINDS = ("regler-*", "fraser-*")
"""Files that are written beside their place first; a run that is killed leaves such."""


@click.command()
def rydd() -> None:
    """Tøm mellomlageret."""
    from klarsprak.core.atomic import leftovers
    from klarsprak.core.places import cache_folder

    folder = cache_folder()
    count = size = 0
    half = [file for kind in KINDS for file in leftovers(folder, kind, age=0)]
    for file in [*half, *(file for pattern in KEPT for file in folder.glob(pattern))]:
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
    megabytes = f"{size / 1_000_000:.1f}".replace(".", ",")
    click.echo(f"Fjernet {count} filer ({megabytes} MB) fra {folder}.")
