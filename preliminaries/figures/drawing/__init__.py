"""What pictures are drawn with: a sheet, a plane, plots, words, and the finished figure."""
