package org.latentlab.nodes.preferences;

import java.util.List;

import org.eclipse.core.runtime.preferences.AbstractPreferenceInitializer;
import org.eclipse.core.runtime.preferences.DefaultScope;
import org.eclipse.core.runtime.preferences.IEclipsePreferences;

/** Announces the default preferences to Eclipse; registered in plugin.xml. */
public final class LatentLabPreferenceInitializer extends AbstractPreferenceInitializer {

    @Override
    public void initializeDefaultPreferences() {
        final IEclipsePreferences defaults = DefaultScope.INSTANCE.getNode(LatentLabPreferences.QUALIFIER);
        for (final String key : List.of(LatentLabPreferences.BACKEND, LatentLabPreferences.THREADS,
            LatentLabPreferences.OFF_HEAP_MEGABYTES, LatentLabPreferences.NATIVE_CACHE_DIRECTORY)) {
            defaults.put(key, LatentLabPreferences.defaultOf(key));
        }
    }
}
