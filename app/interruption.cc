#include "app/interruption.h"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <cstdlib>

namespace kontor {
namespace {

sigset_t WatchedSignals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

Interruption::Interruption() {
  const sigset_t set = WatchedSignals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  signals_ = ::signalfd(-1, &set, SFD_CLOEXEC);
  stop_ = ::eventfd(0, EFD_CLOEXEC);
  watcher_ = std::thread([this] { Watch(); });
}

Interruption::~Interruption() {
  const uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(stop_, &one, sizeof(one));
  watcher_.join();
  ::close(signals_);
  ::close(stop_);
  const sigset_t set = WatchedSignals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interruption::Request() {
  requested_.store(true);
  requested_.notify_all();
}

void Interruption::Watch() {
  for (;;) {
    std::array<pollfd, 2> waiting = {{{signals_, POLLIN, 0}, {stop_, POLLIN, 0}}};
    if (::poll(waiting.data(), waiting.size(), -1) < 0) {
      continue;
    }
    if (waiting[1].revents != 0) {
      return;
    }
    signalfd_siginfo info;
    if (::read(signals_, &info, sizeof(info)) != sizeof(info)) {
      continue;
    }
    if (requested_.exchange(true)) {
      std::_Exit(1);
    }
    requested_.notify_all();
  }
}

}  // namespace kontor
