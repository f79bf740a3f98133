// What kernels have in common that do up to eight tasks of a kind in one launch, since a launch takes longer
// than such a task. Each task has work-groups of its own, and those that are not there have none.

// The first work-group of each task.
typedef struct {
  int start0, start1, start2, start3, start4, start5, start6, start7;
} Shares;

// The nth of eight: the same for a whole work-group, which so does not diverge.
#define CHOSEN(n, name, field)                                                                   \
  (n < 4 ? n < 2 ? n < 1 ? name##0 field : name##1 field : n < 3 ? name##2 field : name##3 field \
         : n < 6 ? n < 5 ? name##4 field : name##5 field                                         \
                 : n < 7 ? name##6 field : name##7 field)

// Which task the work-group does.
static inline int task_of_group(const Shares s) {
  const int group = get_group_id(0);
  return (group >= s.start1) + (group >= s.start2) + (group >= s.start3) + (group >= s.start4)
         + (group >= s.start5) + (group >= s.start6) + (group >= s.start7);
}

// The work-item's number among those of its task.
static inline int item_of_task(const Shares s, int n) {
  return ((int)get_group_id(0) - CHOSEN(n, s.start, )) * (int)get_local_size(0)
         + (int)get_local_id(0);
}
