# Finds cpp-httplib and defines kontor::httplib. Looks, in this order, at
#   HTTPLIB_INCLUDE_DIR        a directory with httplib.h (and perhaps httplib.cc), given by the user
#   deps/httplib               in the build folder's parent, where ./dev setup unpacks it
#   pkg-config cpp-httplib     the distribution's package
# A header-only copy is split once into httplib.h and httplib.cc where its split.py lies beside it,
# because the whole header costs every file that includes it over ten seconds.

set(HTTPLIB_INCLUDE_DIR "" CACHE PATH "Directory with httplib.h, to use instead of the package")

set(_httplib_dir "${HTTPLIB_INCLUDE_DIR}")
set(_httplib_library "")
if(NOT _httplib_dir)
  find_package(PkgConfig QUIET)
  pkg_check_modules(_httplib_package QUIET cpp-httplib>=${httplib_FIND_VERSION})
  if(_httplib_package_FOUND)
    pkg_get_variable(_httplib_dir cpp-httplib includedir)
    find_library(_httplib_found NAMES cpp-httplib NO_CACHE)
    if(_httplib_found)
      set(_httplib_library "${_httplib_found}")
    endif()
  elseif(EXISTS "${PROJECT_SOURCE_DIR}/build/deps/httplib/httplib.h")
    set(_httplib_dir "${PROJECT_SOURCE_DIR}/build/deps/httplib")
  endif()
endif()

if(EXISTS "${_httplib_dir}/httplib.h")
  file(STRINGS "${_httplib_dir}/httplib.h" _httplib_line REGEX "define CPPHTTPLIB_VERSION \"" LIMIT_COUNT 1)
  string(REGEX MATCH "[0-9]+\\.[0-9]+(\\.[0-9]+)?" httplib_VERSION "${_httplib_line}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(
  httplib REQUIRED_VARS _httplib_dir VERSION_VAR httplib_VERSION
  REASON_FAILURE_MESSAGE
    "Older versions can be driven out of memory from outside. Run ./dev setup, or set HTTPLIB_INCLUDE_DIR to the directory of a newer httplib.h")

if(httplib_FOUND AND NOT TARGET kontor::httplib)
  if(_httplib_library)
    add_library(kontor_httplib INTERFACE)
    target_link_libraries(kontor_httplib INTERFACE "${_httplib_library}" ${_httplib_package_LDFLAGS})
    target_compile_options(kontor_httplib INTERFACE ${_httplib_package_CFLAGS_OTHER})
    target_include_directories(kontor_httplib SYSTEM INTERFACE "${_httplib_dir}")
  elseif(EXISTS "${_httplib_dir}/httplib.cc")
    add_library(kontor_httplib STATIC "${_httplib_dir}/httplib.cc")
    target_compile_definitions(kontor_httplib PUBLIC CPPHTTPLIB_ZLIB_SUPPORT)
    target_link_libraries(kontor_httplib PUBLIC ZLIB::ZLIB Threads::Threads)
    target_include_directories(kontor_httplib SYSTEM PUBLIC "${_httplib_dir}")
  else()
    add_library(kontor_httplib INTERFACE)
    target_compile_definitions(kontor_httplib INTERFACE CPPHTTPLIB_ZLIB_SUPPORT)
    target_link_libraries(kontor_httplib INTERFACE ZLIB::ZLIB Threads::Threads)
    target_include_directories(kontor_httplib SYSTEM INTERFACE "${_httplib_dir}")
  endif()
  add_library(kontor::httplib ALIAS kontor_httplib)
endif()
