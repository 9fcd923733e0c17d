package dev.offshoot.installer.adapter.mongo;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.installer.app.MemberCertificates;
import dev.offshoot.stage.adapter.mongo.StoreCalls;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** One document per host request in the collection {@code memberCertificates}. */
public final class MongoMemberCertificates implements MemberCertificates {

  private final MongoCollection<Document> certificates;

  /** In this database. */
  public MongoMemberCertificates(MongoDatabase database) {
    this.certificates = StoreCalls.collection(database, "memberCertificates");
  }

  @Override
  public Asked ask(String hostRequestId, String publicKey, String request) {
    Document document =
        change(
            "recording a certificate request of " + hostRequestId,
            Filters.eq("_id", hostRequestId),
            Updates.combine(
                Updates.setOnInsert("publicKey", publicKey),
                Updates.setOnInsert("request", request),
                Updates.setOnInsert("certificates", "")));
    return new Asked(
        document.getString("publicKey"),
        document.getString("request"),
        document.getString("certificates"));
  }

  /** The first that is kept stays: an update computed by the server compares and sets. */
  @Override
  public String keep(String hostRequestId, String issued) {
    Bson update =
        Updates.set(
            "certificates",
            new Document(
                "$cond",
                List.of(
                    new Document("$eq", List.of("$certificates", "")),
                    new Document("$literal", issued),
                    "$certificates")));
    return StoreCalls.await(
            "keeping the certificate of " + hostRequestId,
            certificates.findOneAndUpdate(
                Filters.eq("_id", hostRequestId),
                List.of(update),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER)))
        .orElseThrow()
        .getString("certificates");
  }

  private Document change(String what, Bson filter, Bson update) {
    return StoreCalls.await(
            what,
            certificates.findOneAndUpdate(
                filter,
                update,
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)))
        .orElseThrow();
  }
}
