// What <sched.h> declares for GNU programs only, which Swift's module of it is not.
#include <stddef.h>
#include <sys/types.h>

int sched_getaffinity(pid_t pid, size_t size, void *mask);
int sched_setaffinity(pid_t pid, size_t size, const void *mask);
