package org.latentlab.engine.report;

import java.util.List;

import org.latentlab.engine.latent.ClassOverlap;
import org.latentlab.engine.snapshot.Snapshot;
import org.latentlab.engine.vae.Vae;

/**
 * A model that is compared with others.
 *
 * @param name what it is called, unlike the others
 * @param vae the model
 * @param snapshots pictures of its training, in the order of the epochs; may be none
 * @param overlap how far the classes of its latent space lie in one another; null = not measured
 */
public record ComparedModel(String name, Vae vae, List<Snapshot> snapshots, ClassOverlap overlap) {

    /** Copies the list. */
    public ComparedModel {
        snapshots = List.copyOf(snapshots);
    }
}
