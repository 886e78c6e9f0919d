// Makes a NameIndex from profiles.
#pragma once

#include "graph/collaboration_graph.h"
#include "index/names.h"
#include "index/profiles.h"

namespace kontor {

// `graph` tells how well connected an organisation is.
NameIndex BuildNameIndex(const ProfileTable& profiles, const CollaborationGraph& graph);

}  // namespace kontor
