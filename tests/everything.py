"""The whole course, for tests that look at each exercise or each lecture."""

from preliminaries.course import places
from preliminaries.course.exercises import find, slugs

EXERCISES = [find(slug) for own in slugs().values() for slug in own]
FUNCTIONS = [exercise for exercise in EXERCISES if exercise.is_function]
LECTURES = places.lectures()
