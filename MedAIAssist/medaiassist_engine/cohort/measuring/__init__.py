"""One operation on every case of a cohort: in processes, resumable, bad cases left out."""
