// The files of web/ and the document of the API, as they are served.
#pragma once

#include <span>
#include <string_view>

#include "base/embedded.h"

namespace kontor {

// Made by kontor_embed.
std::span<const EmbeddedFile> PageFiles();
std::span<const EmbeddedFile> DocumentFiles();
std::span<const EmbeddedFile> ViewerFiles();  // of the document; empty where it was not installed

// By its name or path below those folders; null if there is none.
const EmbeddedFile* FindPageFile(std::string_view path);

// "text/css; charset=utf-8", by the path's ending.
std::string_view ContentType(std::string_view path);

}  // namespace kontor
