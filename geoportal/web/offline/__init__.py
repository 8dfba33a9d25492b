"""What a reader's device keeps: the worker, the web manifest, a city's pack, and the page that lists what is kept."""
