package org.latentlab.nodes.preferences;

import org.eclipse.core.runtime.Platform;

/**
 * The preferences of an Eclipse application, hence of KNIME. Touches classes that are absent, or do not work, outside
 * of OSGi: ask {@link #isAvailable()} first, and be ready for a {@link LinkageError}.
 */
final class EclipsePreferenceSource implements PreferenceSource {

    /** @return whether there are such preferences */
    static boolean isAvailable() {
        return Platform.isRunning() && Platform.getPreferencesService() != null;
    }

    @Override
    public String get(final String key) {
        return Platform.getPreferencesService().getString(LatentLabPreferences.QUALIFIER, key, null, null);
    }
}
