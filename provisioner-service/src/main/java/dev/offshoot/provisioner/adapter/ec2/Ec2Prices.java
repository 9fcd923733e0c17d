package dev.offshoot.provisioner.adapter.ec2;

import dev.offshoot.contracts.OfferedPrice;
import dev.offshoot.provisioner.domain.cloud.PriceList;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What instances cost by a price list, read anew each time; a list that is not whole gives none.
 */
public final class Ec2Prices {

  private static final Logger LOG = Logger.getLogger(Ec2Prices.class);
  private static final String SHIPPED = "aws-prices.csv";
  private static final int HOURS_A_MONTH = 730;

  private final @Nullable Path file;
  private final String region;
  private volatile String complaint = "";

  /**
   * Of this region.
   *
   * @param file the list; null for the one in this jar
   */
  public Ec2Prices(@Nullable Path file, String region) {
    this.file = file;
    this.region = region;
  }

  /** The list as it is now; nothing in it when it cannot be read. */
  PriceList list() {
    String name = file == null ? SHIPPED : String.valueOf(file.getFileName());
    try {
      PriceList list = PriceList.read(name, region, lines());
      complaint = "";
      return list;
    } catch (IOException | IllegalArgumentException e) {
      String now = "no prices are known: " + e;
      if (!now.equals(complaint)) {
        LOG.warn(now);
        complaint = now;
      }
      return PriceList.NONE;
    }
  }

  /** An instance with its root disk, and its data volume; nothing if one of them is not listed. */
  static Optional<OfferedPrice> price(
      PriceList list, String instanceType, Ec2Settings.Disks disks) {
    Ec2Settings.DataVolume data = disks.data();
    Optional<Double> dataPrice = data == null ? Optional.of(0.0) : list.of(data.type());
    return list.of(instanceType)
        .flatMap(
            hour ->
                list.of(disks.root().type())
                    .map(each -> hour * HOURS_A_MONTH + each * disks.root().gibibytes()))
        .flatMap(
            month ->
                dataPrice.map(
                    each -> new OfferedPrice(list.currency(), month, each, list.source())));
  }

  private List<String> lines() throws IOException {
    if (file != null) {
      return Files.readAllLines(file);
    }
    try (InputStream in = Ec2Prices.class.getResourceAsStream("/" + SHIPPED)) {
      if (in == null) {
        throw new FileNotFoundException(SHIPPED + " is missing in this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
