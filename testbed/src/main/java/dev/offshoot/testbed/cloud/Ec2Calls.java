package dev.offshoot.testbed.cloud;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The few calls of EC2's query API by which a cloud's hosts follow what its API says. */
final class Ec2Calls implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final URI server;
  private final String region;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  Ec2Calls(URI server, String region) {
    this.server = server;
    this.region = region;
  }

  /**
   * An instance as the API tells it.
   *
   * @param state EC2's name of it, such as running
   */
  record Instance(String id, String state, String type, String subnet, String address) {}

  /** Processors and memory of an instance type. */
  record Size(int processors, long memoryMebibytes) {}

  String makeNetwork(String network) {
    return text(call("CreateVpc", Map.of("CidrBlock", network)), "vpcId");
  }

  String makeSubnet(String vpc, String network) {
    return text(call("CreateSubnet", Map.of("VpcId", vpc, "CidrBlock", network)), "subnetId");
  }

  String makeSecurityGroup(String vpc, String name) {
    return text(
        call(
            "CreateSecurityGroup",
            Map.of("VpcId", vpc, "GroupName", name, "GroupDescription", name)),
        "groupId");
  }

  /** Every instance there is or was lately. */
  List<Instance> instances() {
    List<Instance> found = new ArrayList<>();
    NodeList sets = call("DescribeInstances", Map.of()).getElementsByTagName("instancesSet");
    for (int i = 0; i < sets.getLength(); i++) {
      for (Element each : children(sets.item(i), "item")) {
        found.add(
            new Instance(
                direct(each, "instanceId"),
                direct(children(each, "instanceState").getFirst(), "name"),
                direct(each, "instanceType"),
                direct(each, "subnetId"),
                direct(each, "privateIpAddress")));
      }
    }
    return found;
  }

  /** The script an instance boots with. */
  String userData(String instance) {
    Element answer =
        call("DescribeInstanceAttribute", Map.of("InstanceId", instance, "Attribute", "userData"));
    String encoded = direct(children(answer, "userData").getFirst(), "value");
    return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  Size size(String type) {
    Element answer = call("DescribeInstanceTypes", Map.of("InstanceType.1", type));
    return new Size(
        Integer.parseInt(text(answer, "defaultVCpus")), Long.parseLong(text(answer, "sizeInMiB")));
  }

  void terminate(String instance) {
    var unused =
        call(
            "ModifyInstanceAttribute",
            Map.of("InstanceId", instance, "DisableApiTermination.Value", "false"));
    unused = call("TerminateInstances", Map.of("InstanceId.1", instance));
  }

  void makeVolume(String zone, Map<String, String> tags) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("AvailabilityZone", zone);
    parameters.put("Size", "1");
    parameters.put("TagSpecification.1.ResourceType", "volume");
    int number = 0;
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      String prefix = "TagSpecification.1.Tag." + ++number;
      parameters.put(prefix + ".Key", tag.getKey());
      parameters.put(prefix + ".Value", tag.getValue());
    }
    var unused = call("CreateVolume", parameters);
  }

  private Element call(String action, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.put("Version", "2016-11-15");
    String form =
        all.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest request =
        HttpRequest.newBuilder(server)
            .timeout(DEADLINE)
            .header("Content-Type", "application/x-www-form-urlencoded")
            // The server tells service and region by it, and checks no signature.
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=rig/20260101/"
                    + region
                    + "/ec2/aws4_request, SignedHeaders=host, Signature=none")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            action + ": " + new String(response.body(), StandardCharsets.UTF_8));
      }
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(response.body()))
          .getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException(action + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted in " + action, e);
    }
  }

  private static String text(Element answer, String name) {
    return answer.getElementsByTagName(name).item(0).getTextContent().strip();
  }

  private static String direct(Element parent, String name) {
    List<Element> found = children(parent, name);
    return found.isEmpty() ? "" : found.getFirst().getTextContent().strip();
  }

  private static List<Element> children(Node parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node each = parent.getFirstChild(); each != null; each = each.getNextSibling()) {
      if (each instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  @Override
  public void close() {
    client.close();
  }
}
