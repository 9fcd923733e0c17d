package dev.offshoot.systemtests;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import dev.offshoot.embedded.EmbeddedStore;
import dev.offshoot.embedded.Tools;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import org.bson.Document;

/** Everything the services keep in their store, read as anybody with access to it could. */
final class StoreContent {

  private StoreContent() {}

  /** Gives each document with the collection it is in. */
  static void each(Path dataDir, BiConsumer<String, String> seen) {
    String store = new EmbeddedStore(dataDir, Tools.find()).connectionString();
    try (MongoClient client = MongoClients.create(store)) {
      for (String service : RunningOffshoot.SERVICES) {
        MongoDatabase database = client.getDatabase(service);
        for (String name : database.listCollectionNames()) {
          for (Document document : database.getCollection(name).find()) {
            seen.accept(service + "." + name, document.toJson());
          }
        }
      }
    }
  }
}
