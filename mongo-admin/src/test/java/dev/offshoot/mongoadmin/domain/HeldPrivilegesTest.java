package dev.offshoot.mongoadmin.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeldPrivilegesTest {

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void whoHoldsTheTableLacksNothing(Purpose purpose) {
    assertThat(held(NeededPrivileges.of(purpose)).missing(NeededPrivileges.of(purpose))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Purpose.class)
  void eachMissingRequiredActionIsNamedWithItsResource(Purpose purpose) {
    for (NeededPrivilege privilege : NeededPrivileges.of(purpose)) {
      for (String action : privilege.actions()) {
        // Given
        List<NeededPrivilege> less = without(purpose, privilege, action);

        // When
        List<String> missing = held(less).missing(NeededPrivileges.of(purpose));

        // Then
        if (privilege.required()) {
          assertThat(missing).contains(action + " on " + privilege.resource().show());
        } else {
          assertThat(missing).isEmpty();
        }
      }
    }
  }

  @Test
  void everyCollectionMeansNoSystemCollection() {
    HeldPrivileges read =
        held(
            List.of(
                new NeededPrivilege(new PrivilegeResource.EveryDatabase(), true, List.of("find"))));

    assertThat(read.allows("find", new PrivilegeResource.Collection("shop", "orders"))).isTrue();
    assertThat(read.allows("find", new PrivilegeResource.Collection("admin", "system.users")))
        .isFalse();
    assertThat(read.allows("find", new PrivilegeResource.EverySystemBuckets())).isFalse();
    assertThat(read.allows("insert", new PrivilegeResource.Collection("shop", "orders"))).isFalse();
  }

  @Test
  void anyActionOnAnyResourceIsEverything() {
    HeldPrivileges all =
        new HeldPrivileges(
            List.of("__system"),
            List.of(BsonDocument.parse("{resource: {anyResource: true}, actions: ['anyAction']}")));

    for (Purpose purpose : Purpose.values()) {
      assertThat(all.missing(NeededPrivileges.of(purpose))).isEmpty();
    }
  }

  private static List<NeededPrivilege> without(
      Purpose purpose, NeededPrivilege changed, String action) {
    List<NeededPrivilege> less = new ArrayList<>();
    for (NeededPrivilege privilege : NeededPrivileges.of(purpose)) {
      List<String> actions = new ArrayList<>(privilege.actions());
      if (privilege.equals(changed)) {
        actions.remove(action);
      }
      less.add(new NeededPrivilege(privilege.resource(), privilege.required(), actions));
    }
    return less;
  }

  private static HeldPrivileges held(List<NeededPrivilege> privileges) {
    return new HeldPrivileges(
        List.of("u"),
        privileges.stream()
            .map(
                p ->
                    new BsonDocument("resource", p.resource().document())
                        .append(
                            "actions",
                            new BsonArray(p.actions().stream().map(BsonString::new).toList())))
            .toList());
  }
}
