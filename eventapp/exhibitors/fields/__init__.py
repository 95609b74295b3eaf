"""Everything a fair can ask its exhibitors, task by task, with what a fair asks if its office sets nothing else."""
