package org.latentlab.platform.core;

import java.util.UUID;

import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;

/**
 * Which file store a port object refers to.
 *
 * @param storeId identifies the node's run that made it
 * @param index counts the file stores of that run, from 0
 * @param name the file's name
 */
public record FileStoreKey(UUID storeId, int index, String name) {

    /** Writes the key as KNIME does. */
    public void save(final ModelContentWO model) {
        model.addString("storeUUID", storeId.toString());
        model.addInt("index", index);
        model.addString("name", name);
        model.addInt("iterationIndex", -1);
    }

    /** @return the key that KNIME or {@link #save} wrote */
    public static FileStoreKey load(final ModelContentRO model) throws InvalidSettingsException {
        final var id = model.getString("storeUUID");
        try {
            return new FileStoreKey(UUID.fromString(id), model.getInt("index"), model.getString("name"));
        } catch (final IllegalArgumentException e) {
            throw new InvalidSettingsException("Can't parse storeUUID from \"" + id + "\"", e);
        }
    }
}
