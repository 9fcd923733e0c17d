package dev.offshoot.agent.adapter.file;

import dev.offshoot.agent.app.MongodHome.Fetched;
import dev.offshoot.agent.protocol.MongodArtifact;
import java.io.IOException;

/** Brings one kind of mongod to {@code bin/mongod}. */
interface MongodSource {

  /** Whether this very mongod is there. */
  boolean holds(MongodArtifact artifact);

  /** Brings it there; what is not whole and right leaves nothing. */
  Fetched install(MongodArtifact artifact) throws IOException;
}
