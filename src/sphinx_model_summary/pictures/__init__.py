"""Pictures of a model, made of its summary alone: solids, lines and words, ready to be written as SVG."""
