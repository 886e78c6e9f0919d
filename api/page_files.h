// The files of web/, as they are served.
#pragma once

#include <span>
#include <string_view>

#include "base/embedded.h"

namespace kontor {

std::span<const EmbeddedFile> PageFiles();  // made by kontor_embed

// By path relative to web/; null if there is none.
const EmbeddedFile* FindPageFile(std::string_view path);

// "text/css; charset=utf-8", by the path's ending.
std::string_view ContentType(std::string_view path);

}  // namespace kontor
