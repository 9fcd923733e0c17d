package dev.offshoot.planner.config;

import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.offshoot.planner.adapter.mongo.MongoCatalogues;
import dev.offshoot.planner.app.CatalogueKeeper;
import dev.offshoot.planner.app.Catalogues;
import dev.offshoot.planner.app.PlannerStage;
import dev.offshoot.stage.app.Bulletins;
import dev.offshoot.stage.app.Stage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/** Makes the planner's parts; everything else comes from {@code stage}. */
@Singleton
public class PlannerWiring {

  @Produces
  @Singleton
  Catalogues catalogues(Provider<MongoDatabase> database) {
    return new MongoCatalogues(database::get);
  }

  @Produces
  @Singleton
  Stage stage(Catalogues catalogues) {
    return new PlannerStage(catalogues);
  }

  @Produces
  @Singleton
  Bulletins bulletins(Catalogues catalogues) {
    return new CatalogueKeeper(catalogues);
  }
}
