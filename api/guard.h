// Who may do what: a request's key, looked up, counted, and held against the rights of its route
// (api/routes.h); and what pages of other origins may read of the answer (CORS, in the Fetch
// standard).
#pragma once

#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/key_ring.h"
#include "api/problem.h"
#include "api/routes.h"
#include "api/target.h"
#include "api/token_bucket.h"

namespace kontor {

struct HttpRequest;

// What a server lets in. The default is for tests and for libraries: no keys, all may read.
struct AccessOptions {
  std::shared_ptr<PublishedKeys> keys = std::make_shared<PublishedKeys>();
  // Reading needs no key. Writing always does.
  bool open_read = true;
  std::function<Moment()> now = [] { return Moment(); };  // thread-safe
};

// Whom a request is from.
struct Caller {
  std::string key_id;             // for the log of changes; empty where no key was shown
  ScopeSet scopes;                // of the key
  std::vector<Parameter> forced;  // what the key always asks for
};

using HeaderFields = std::vector<std::pair<std::string, std::string>>;

struct Admission {
  // Or why it is not let in: 401 without a valid key, 403 without the scope, 429.
  std::expected<Caller, Problem> caller;
  HeaderFields headers;  // of the answer, be it a refusal or not
};

// Thread-safe; takes no lock but for the copy of a pointer.
class Guard {
 public:
  explicit Guard(AccessOptions options) : options_(std::move(options)) {}

  [[nodiscard]] Admission Admit(const HttpRequest& request, Route route) const;

  // True if the request shows a key that is valid and may change what is at the route. Costs
  // nothing of the key's rate: for the question whether a body is worth reading.
  [[nodiscard]] bool MayChange(const HttpRequest& request, Route route) const;

  // For the answer to OPTIONS, by which a browser asks before it asks. It shows no key then, so a
  // page is answered that any key is for. `methods` as in Allow.
  [[nodiscard]] HeaderFields Preflight(const HttpRequest& request, std::string_view methods) const;

  // Who may show the page /embed in a frame, for its Content-Security-Policy: the origins of the
  // embed key that `token` is, 'none' for anything else.
  [[nodiscard]] std::string FrameAncestors(std::string_view token) const;

 private:
  // 401 when it is not the token of a key that is valid.
  [[nodiscard]] std::expected<const KeyRing::Entry*, Problem> Open(const KeyRing& ring,
                                                                   std::string_view token) const;
  // 403 or 429; with the headers that tell the rate.
  [[nodiscard]] std::expected<Caller, Problem> AdmitKey(const KeyRing::Entry& entry,
                                                        const HttpRequest& request,
                                                        const RouteRights& rights,
                                                        HeaderFields& headers) const;
  [[nodiscard]] bool NeedsKey(const std::optional<Scope>& needed) const;

  AccessOptions options_;
};

// Adds what the key always asks for to the parameters that were sent. 403 where another value of it
// was asked for.
std::expected<void, Problem> Force(const std::vector<Parameter>& forced, Target& target);

}  // namespace kontor
