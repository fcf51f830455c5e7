/* What a disk and a clock can do to a program, put between it and the C library with LD_PRELOAD. Test-only.
 *
 *   HOMORU_SYNC_MS=4      each fsync and fdatasync takes that much longer: a slower disk
 *   HOMORU_SHADOW=DIR     keeps beside each *.sqlite and *.sqlite-wal what is durable: DIR/NAME.durable holds what was
 *                         synced, DIR/NAME.pending the writes since (offset, length, bytes; length -1 is a truncation)
 *   HOMORU_FULL=FILE      while FILE exists, writes to those files fail with ENOSPC: a full disk
 *   HOMORU_STILL=FILE     while FILE exists, reads of those files wait, each after writing a dot into it: a disk that
 *                         stands still
 *   HOMORU_CLOCK=FILE     adds the seconds written in FILE to the time of day: a clock that jumps
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define REAL(type, name, ...) ((type(*)(__VA_ARGS__))real(#name))
#define MOST 16

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

/* The name of a database file behind a descriptor, or NULL. */
static const char *database(int fd, char *path) {
	char link[64];
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	ssize_t length = readlink(link, path, 4095);
	if (length <= 0) return NULL;
	path[length] = 0;
	const char *name = strrchr(path, '/');
	if (!name || !strstr(name, ".sqlite") || strstr(name, "-shm")) return NULL;
	return name + 1;
}

static int disk_is_full(int fd) {
	const char *flag = getenv("HOMORU_FULL");
	char path[4096];
	return flag && access(flag, F_OK) == 0 && database(fd, path);
}

static void slow(void) {
	const char *ms = getenv("HOMORU_SYNC_MS");
	if (!ms) return;
	long wait = atol(ms);
	struct timespec time = {wait / 1000, wait % 1000 * 1000000};
	nanosleep(&time, NULL);
}

static void wait_while_still(int fd) {
	const char *flag = getenv("HOMORU_STILL");
	char path[4096];
	struct timespec moment = {0, 1000000};
	if (!flag || access(flag, F_OK) || !database(fd, path)) return;
	int file = open(flag, O_WRONLY | O_APPEND | O_CLOEXEC);
	if (file < 0) return;
	if (REAL(ssize_t, write, int, const void *, size_t)(file, ".", 1) != 1) abort();
	close(file);
	while (access(flag, F_OK) == 0) nanosleep(&moment, NULL);
}

/* --- what would be left after a power cut ------------------------------------------------------------------ */

static struct shadow { char name[256]; int durable, pending; } shadows[MOST];

static struct shadow *shadow_of(int fd) {
	const char *folder = getenv("HOMORU_SHADOW");
	char path[4096], file[4400];
	const char *name = folder ? database(fd, path) : NULL;
	if (!name) return NULL;
	for (int n = 0; n < MOST; n++) {
		struct shadow *one = &shadows[n];
		if (!strcmp(one->name, name)) return one;
		if (one->name[0]) continue;
		snprintf(file, sizeof file, "%s/%s.durable", folder, name);
		one->durable = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		snprintf(file, sizeof file, "%s/%s.pending", folder, name);
		one->pending = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		if (one->durable < 0 || one->pending < 0) abort();
		strncpy(one->name, name, sizeof one->name - 1);
		return one;
	}
	abort();
}

static void remember(int fd, const void *bytes, int64_t length, int64_t offset) {
	pthread_mutex_lock(&lock);
	struct shadow *one = shadow_of(fd);
	if (one) {
		int64_t head[2] = {offset, length};
		size_t size = sizeof head + (length > 0 ? (size_t)length : 0);
		char *record = malloc(size);
		memcpy(record, head, sizeof head);
		if (length > 0) memcpy(record + sizeof head, bytes, (size_t)length);
		/* One write, so that a kill leaves a whole record or a tail that is noticed. */
		lseek(one->pending, 0, SEEK_END);
		if (REAL(ssize_t, write, int, const void *, size_t)(one->pending, record, size) != (ssize_t)size) abort();
		free(record);
	}
	pthread_mutex_unlock(&lock);
}

static void settle(int fd) {
	pthread_mutex_lock(&lock);
	struct shadow *one = shadow_of(fd);
	if (one) {
		int64_t head[2];
		off_t at = 0;
		while (pread(one->pending, head, sizeof head, at) == sizeof head) {
			at += sizeof head;
			if (head[1] < 0) {
				if (REAL(int, ftruncate, int, off_t)(one->durable, head[0])) abort();
				continue;
			}
			char *bytes = malloc((size_t)head[1]);
			if (pread(one->pending, bytes, (size_t)head[1], at) != head[1]) abort();
			if (REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(one->durable, bytes, (size_t)head[1], head[0]) != head[1]) abort();
			free(bytes);
			at += head[1];
		}
		if (REAL(int, ftruncate, int, off_t)(one->pending, 0)) abort();
	}
	pthread_mutex_unlock(&lock);
}

/* --- the library's functions ------------------------------------------------------------------------------- */

int fsync(int fd) {
	slow();
	int done = REAL(int, fsync, int)(fd);
	if (done == 0) settle(fd);
	return done;
}

int fdatasync(int fd) {
	slow();
	int done = REAL(int, fdatasync, int)(fd);
	if (done == 0) settle(fd);
	return done;
}

ssize_t pread(int fd, void *bytes, size_t length, off_t offset) {
	wait_while_still(fd);
	return REAL(ssize_t, pread, int, void *, size_t, off_t)(fd, bytes, length, offset);
}

ssize_t pread64(int fd, void *bytes, size_t length, off64_t offset) { return pread(fd, bytes, length, offset); }

ssize_t pwrite(int fd, const void *bytes, size_t length, off_t offset) {
	if (disk_is_full(fd)) { errno = ENOSPC; return -1; }
	ssize_t done = REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(fd, bytes, length, offset);
	if (done > 0) remember(fd, bytes, done, offset);
	return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t offset) { return pwrite(fd, bytes, length, offset); }

int ftruncate(int fd, off_t length) {
	if (disk_is_full(fd)) { errno = ENOSPC; return -1; }
	int done = REAL(int, ftruncate, int, off_t)(fd, length);
	if (done == 0) remember(fd, NULL, -1, length);
	return done;
}

int ftruncate64(int fd, off64_t length) { return ftruncate(fd, length); }

int clock_gettime(clockid_t clock, struct timespec *time) {
	int done = REAL(int, clock_gettime, clockid_t, struct timespec *)(clock, time);
	const char *file = getenv("HOMORU_CLOCK");
	if (done || clock != CLOCK_REALTIME || !file) return done;
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	char text[32] = {0};
	if (fd >= 0) {
		if (read(fd, text, sizeof text - 1) > 0) time->tv_sec += atol(text);
		close(fd);
	}
	return done;
}
