"""What a store needs not run again."""

from experiments.store.store import Store


def finished(store: Store, address: str) -> bool:
    """Return whether all replicates of a design are kept."""
    return not store.inventory(address).missing(store.settings.replicates, store.settings)
