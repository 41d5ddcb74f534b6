/** The Python module that an environment starts with. */
export const LISTING_NAME = 'sluice_sorted_listing';

/**
 * Makes `os.listdir` and `os.scandir` give names in order, as the storage that Azure ML mounts does. Code in the wild takes "the first file" of a folder, and on a
 * file system with another order silently takes the wrong one. They are objects, not functions: pathlib of Python 3.8 keeps them as attributes of a class.
 */
export const LISTING_MODULE = `"""Lists folders by name, as mounted cloud storage does. SLUICE_SORTED_LISTING=0 turns it off."""
import os


class _Listdir:
    def __init__(self, plain):
        self._plain = plain
        self.__name__ = "listdir"
        self.__doc__ = plain.__doc__

    def __call__(self, path=None):
        return sorted(self._plain(path))


class _Entries:
    def __init__(self, plain):
        with plain as entries:
            self._left = iter(sorted(entries, key=lambda entry: entry.name))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._left)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._left = iter(())


class _Scandir:
    def __init__(self, plain):
        self._plain = plain
        self.__name__ = "scandir"
        self.__doc__ = plain.__doc__

    def __call__(self, path=None):
        return _Entries(self._plain(path))


def _sort():
    if "SLUICE_RUN" not in os.environ or os.environ.get("SLUICE_SORTED_LISTING") == "0":
        return
    for name, kind in (("listdir", _Listdir), ("scandir", _Scandir)):
        plain = getattr(os, name)
        ordered = kind(plain)
        if plain in os.supports_fd:
            os.supports_fd.add(ordered)
        setattr(os, name, ordered)


_sort()
`;
