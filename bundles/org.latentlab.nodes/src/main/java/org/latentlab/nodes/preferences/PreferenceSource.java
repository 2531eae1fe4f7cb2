package org.latentlab.nodes.preferences;

/** Where preferences come from. */
@FunctionalInterface
interface PreferenceSource {

    /**
     * @param key a preference of this extension
     * @return its value, null if none is set
     */
    String get(String key);
}
