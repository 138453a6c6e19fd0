/* Stops a program where it changes files, or makes such a change fail: loaded before the C library.

   STOP_AT=N       the N-th of the calls below is the last: the program is killed before it happens
   FAIL_AT=N       the N-th fails as on a broken disk, and the program goes on
   STOP_AFTER=N    the program is killed after N microseconds
   STOP_COUNT=FILE how many calls there were is written to the file in the end, and the most memory in KiB */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdarg.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

static int calls;

static long asked(const char *name) {
    const char *value = getenv(name);
    return value ? atol(value) : 0;
}

__attribute__((constructor)) static void start(void) {
    long after = asked("STOP_AFTER");
    struct itimerval timer = {{0, 0}, {after / 1000000, after % 1000000}};
    if (after) setitimer(ITIMER_REAL, &timer, NULL);
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("STOP_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (file) {
        struct rusage used;
        getrusage(RUSAGE_SELF, &used);
        fprintf(file, "%d %ld", calls, used.ru_maxrss);
        fclose(file);
    }
}

/* Whether the call is to fail. */
static int met(void) {
    int now = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (now == asked("STOP_AT")) kill(getpid(), SIGKILL);
    if (now != asked("FAIL_AT")) return 0;
    errno = EIO;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

int rename(const char *from, const char *to) { return met() ? -1 : REAL(rename)(from, to); }
int unlink(const char *path) { return met() ? -1 : REAL(unlink)(path); }
int link(const char *from, const char *to) { return met() ? -1 : REAL(link)(from, to); }
int linkat(int a, const char *from, int b, const char *to, int flags) {
    return met() ? -1 : REAL(linkat)(a, from, b, to, flags);
}
int fsync(int file) { return met() ? -1 : REAL(fsync)(file); }
int fchmod(int file, mode_t mode) { return met() ? -1 : REAL(fchmod)(file, mode); }
int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = va_arg(rest, mode_t);
    va_end(rest);
    return (flags & O_CREAT) && met() ? -1 : REAL(open64)(path, flags, mode);
}
