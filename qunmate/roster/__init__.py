"""The roster: how a sheet's rows are read, mapped, matched, filtered and sorted."""
