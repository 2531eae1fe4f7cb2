package org.latentlab.nodes.preferences;

import org.latentlab.engine.backend.Backend;
import org.latentlab.engine.backend.BackendInfo;
import org.latentlab.engine.backend.BackendSettings;
import org.latentlab.nodes.table.Warnings;

/** Gives the preferences to the engine before it computes anything. */
public final class BackendPreferences {

    private BackendPreferences() {
    }

    /**
     * To be called at the begin of the execution of a node that needs the numerical library: applies the preferences
     * and loads it.
     *
     * @param warnings told, once per process, that the automatic choice fell back to the CPU; told, too, if the
     *            preferences have changed since the library was loaded
     * @return the backend in use
     * @throws org.latentlab.engine.EngineException if the backend asked for is not installed
     * @throws IllegalArgumentException if a preference has a value that cannot be used
     */
    public static BackendInfo load(final Warnings warnings) {
        configure(warnings);
        final BackendInfo info = Backend.load();
        Backend.takeNotice().ifPresent(warnings::add);
        return info;
    }

    /**
     * As {@link #load} for a node whose computation loads what it needs by itself (products alone, for instance).
     *
     * @param warnings told if the preferences have changed since the library was loaded
     * @throws IllegalArgumentException if a preference has a value that cannot be used
     */
    public static void configure(final Warnings warnings) {
        final BackendSettings settings = LatentLabPreferences.get().backendSettings();
        try {
            Backend.configure(settings);
        } catch (IllegalStateException e) { // the library reads them once: what is loaded goes on
            warnings.add(e.getMessage());
        }
    }
}
