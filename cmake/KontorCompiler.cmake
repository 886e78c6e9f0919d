# Language, warnings, sanitizers and the compiler cache, for every target.

option(KONTOR_WERROR "Treat warnings as errors" OFF)
option(KONTOR_COVERAGE "Count executed lines (gcov)" OFF)
option(KONTOR_FUZZ "Build the fuzz targets (needs clang)" OFF)
option(KONTOR_PRECOMPILE "Precompile the standard library's headers (a build of everything takes half the time)" OFF)
set(KONTOR_SANITIZE "" CACHE STRING "Sanitizers, as in -fsanitize= (address,undefined or thread)")

set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug, Release, RelWithDebInfo" FORCE)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  set(CMAKE_C_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE_PROGRAM}")
endif()

# Contraction to fused multiply-add would give other scores on another processor.
add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:-ffp-contract=off>)

if(KONTOR_SANITIZE)
  add_compile_options(-fsanitize=${KONTOR_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${KONTOR_SANITIZE})
endif()
if(KONTOR_COVERAGE)
  # Atomic counters: without them, threads lose counts and gcov reports negative ones.
  add_compile_options($<$<COMPILE_LANGUAGE:C,CXX>:--coverage>
                      $<$<COMPILE_LANGUAGE:C,CXX>:-fprofile-update=atomic>)
  add_link_options(--coverage)
endif()
if(KONTOR_FUZZ)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    message(FATAL_ERROR "KONTOR_FUZZ needs clang: use cmake --preset fuzz")
  endif()
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# The warnings of our own code; targets take them through kontor_warnings.
add_library(kontor_warnings INTERFACE)
target_compile_options(
  kontor_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion;-Wnon-virtual-dtor;-Wno-missing-field-initializers>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # g++ 12 and 13 report these falsely in inlined library code.
  target_compile_options(kontor_warnings INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-Wno-maybe-uninitialized;-Wno-restrict;-Wno-stringop-overflow;-Wno-array-bounds;-Wno-dangling-reference>)
endif()
if(CMAKE_UNITY_BUILD)
  # In a batch every file seems to be a header to g++, which must not define what others can't name.
  target_compile_options(kontor_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-subobject-linkage>)
endif()
if(KONTOR_WERROR)
  target_compile_options(kontor_warnings INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Werror>)
endif()
message(STATUS "Using ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}, "
               "build type ${CMAKE_BUILD_TYPE}, sanitizers [${KONTOR_SANITIZE}]")

# The presets that are built once and whole (release, coverage, sanitizers) and the one that
# clang-tidy reads join the files of a target in batches. What files name for themselves, in
# namespaces without a name, must therefore differ within a folder.
set(CMAKE_UNITY_BUILD_BATCH_SIZE 10)

# What most files include, for the builds of coverage and sanitizers. Files
# still include what they use: the presets debug and release build without it.
set(KONTOR_PRECOMPILED <algorithm> <array> <atomic> <chrono> <cmath> <cstdint> <expected> <filesystem>
    <functional> <map> <memory> <mutex> <numeric> <optional> <random> <set> <span> <sstream> <string>
    <string_view> <thread> <tuple> <unordered_map> <utility> <variant> <vector>)
function(kontor_precompile target)
  if(KONTOR_PRECOMPILE)
    target_precompile_headers(${target} PRIVATE ${KONTOR_PRECOMPILED} ${ARGN})
  endif()
endfunction()
