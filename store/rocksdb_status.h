// The one place where a status of RocksDB becomes an error of ours.
#pragma once

#include <string_view>

#include "base/error.h"

namespace rocksdb {
class Status;
}

namespace kontor {

// REQUIRES: !status.ok(). `doing` names what failed ("writing to the store").
Error ErrorOf(const rocksdb::Status& status, std::string_view doing);

// Success, or the error.
Status StatusOf(const rocksdb::Status& status, std::string_view doing);

}  // namespace kontor
