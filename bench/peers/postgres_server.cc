#include "bench/peers/postgres_server.h"

#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fcntl.h>
#include <chrono>
#include <thread>
#include <vector>

namespace kontor::bench {
namespace {

constexpr const char* kUser = "postgres";

// Becomes the user postgres if this is root. In the child only.
void LeaveRoot() {
  if (geteuid() != 0) return;
  const passwd* user = getpwnam(kUser);
  if (user == nullptr || setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0) _exit(126);
}

// Starts a program with its output in a file.
pid_t Start(const std::vector<std::string>& words, const std::string& log) {
  const pid_t child = fork();
  if (child != 0) return child;
  LeaveRoot();
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

// The directory of the newest installed version's programs.
std::string Programs() {
  std::string newest;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator("/usr/lib/postgresql", ignored)) {
    const auto programs = entry.path() / "bin";
    if (std::filesystem::exists(programs / "initdb")) newest = std::max(newest, programs.string());
  }
  if (newest.empty()) throw std::runtime_error("no PostgreSQL server is installed");
  return newest;
}

}  // namespace

PostgresServer::PostgresServer() {
  const std::string& home = directory_.path();
  const std::string programs = Programs();
  if (const passwd* user = getpwnam(kUser); geteuid() == 0 && user != nullptr) {
    if (chown(home.c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("cannot give the directory to the user postgres");
    }
  }
  const std::string log = home + "/log";
  const pid_t init = Start({programs + "/initdb", "-D", home + "/data", "-U", kUser, "-A", "trust",
                            "--locale=C", "--encoding=UTF8", "--no-sync"},
                           log);
  int status = 0;
  waitpid(init, &status, 0);
  if (status != 0) throw std::runtime_error("initdb failed");
  process_ = Start({programs + "/postgres",
                    "-D",
                    home + "/data",
                    "-k",
                    home,
                    "-c",
                    "listen_addresses=",
                    "-c",
                    "shared_buffers=2GB",
                    "-c",
                    "work_mem=256MB",
                    "-c",
                    "maintenance_work_mem=1GB",
                    "-c",
                    "jit=off",
                    "-c",
                    "fsync=off",
                    "-c",
                    "wal_level=minimal",
                    "-c",
                    "max_wal_senders=0",
                    "-c",
                    "max_wal_size=8GB",
                    "-c",
                    "max_parallel_workers_per_gather=0",
                    "-c",
                    "random_page_cost=1.1",
                    "-c",
                    "autovacuum=off"},
                   log);
  for (int i = 0; i < 600; ++i) {
    if (PQping(Address().c_str()) == PQPING_OK) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  kill(process_, SIGKILL);
  waitpid(process_, nullptr, 0);
  throw std::runtime_error("PostgreSQL did not start");
}

PostgresServer::~PostgresServer() {
  kill(process_, SIGINT);  // a fast shutdown
  waitpid(process_, nullptr, 0);
}

std::string PostgresServer::Address() const {
  return "host=" + directory_.path() + " user=" + kUser + " dbname=postgres";
}

}  // namespace kontor::bench
