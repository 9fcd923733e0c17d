package dev.offshoot.cli.demo;

import dev.offshoot.cli.render.Paint;
import dev.offshoot.cli.render.Table;
import dev.offshoot.testbed.Elections;
import dev.offshoot.testbed.TestReplicaSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;

/**
 * A replica set at one moment, as its primary tells it.
 *
 * @param configuration {@code replSetGetConfig}
 * @param states state of each member by address
 * @param elections who was elected when
 */
record SetPicture(Document configuration, Map<String, String> states, Elections elections) {

  static SetPicture of(TestReplicaSet set) {
    Map<String, String> states = new TreeMap<>();
    set.status()
        .getList("members", Document.class)
        .forEach(member -> states.put(member.getString("name"), member.getString("stateStr")));
    return new SetPicture(set.configuration(), states, set.elections());
  }

  List<String> lines(Paint paint) {
    Table table =
        new Table(paint, "_ID", "MEMBER", "STATE", "VOTES", "PRIORITY")
            .statusColours()
            .indented("  ");
    for (Document member : members()) {
      String address = member.getString("host");
      table.row(
          String.valueOf(member.get("_id")),
          address,
          states.getOrDefault(address, "?"),
          String.valueOf(member.get("votes")),
          String.valueOf(member.get("priority")));
    }
    return table.lines();
  }

  List<Document> members() {
    return configuration.getList("members", Document.class);
  }

  /** The configuration without what Offshoot is allowed to change. */
  Document withoutMember(String address) {
    Document rest = new Document(configuration);
    rest.remove("version");
    rest.remove("term");
    List<Document> others = new ArrayList<>(members());
    others.removeIf(member -> address.equals(member.getString("host")));
    rest.put("members", others);
    return rest;
  }
}
