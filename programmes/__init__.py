"""The official documents as data: one folder a programme, the types they load into, and the strict loader.

Read by every room above; imports none of them.
"""
