package dev.offshoot.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.offshoot.contracts.ContractJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'carries': {'memberId': 3}}|member _id 3",
        "{'state': 'SPARE'}|nothing, is a spare",
        "{'removal': {'state': 'UNDER_WAY'}}|nothing, is being removed",
        "{'carries': {'memberId': 3}, 'removal': {'state': 'UNDER_WAY', 'detach': true}}"
            + "|member _id 3, is being detached",
        "{'state': 'SPARE', 'removal': {'state': 'REFUSED', 'detach': true, 'cause':"
            + " {'code': 'DETACH_HOST_IN_USE', 'detail': 'it is', 'remedy': 'see'}}}"
            + "|nothing, is a spare, was not detached: DETACH_HOST_IN_USE: it is; see"
      },
      quoteCharacter = '"')
  void aHostSaysWhatItCarriesAndWhetherItIsLeaving(String host, String said) {
    assertThat(HostText.carries(json(host))).isEqualTo(said);
  }

  @Test
  void theLastDetachmentOfAHostIsFoundInTheAuditByEitherOfItsIds() {
    // Given
    JsonNode audit =
        json(
            "[{'action': 'HOST_REMOVED', 'detail': {'host': 'm1', 'said': 'other'}},"
                + " {'action': 'HOST_DETACHED',"
                + " 'detail': {'host': 'm1', 'hostRequestId': 'h1', 'said': 'it goes on'}}]");

    // When / Then
    assertThat(HostText.detached(audit, "m1")).isEqualTo("it goes on");
    assertThat(HostText.detached(audit, "h1")).isEqualTo("it goes on");
    assertThat(HostText.detached(audit, "h2")).isEmpty();
  }

  private static JsonNode json(String text) {
    return ContractJson.read(text.replace('\'', '"'), JsonNode.class);
  }
}
