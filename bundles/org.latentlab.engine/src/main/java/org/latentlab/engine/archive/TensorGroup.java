package org.latentlab.engine.archive;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors of an archive that belong together: their names begin alike. */
public final class TensorGroup {

    private TensorGroup() {
    }

    /**
     * @param prefix what their names are to begin with, e.g. "optimizer."
     * @param tensors tensors without it
     * @return the same with it; values are shared
     */
    public static List<Tensor> named(final String prefix, final List<Tensor> tensors) {
        return tensors.stream().map(t -> new Tensor(prefix + t.name(), t.shape(), t.values())).toList();
    }

    /**
     * @param tensors the tensors of an archive by name
     * @param prefix what names begin with
     * @return the tensors whose names begin so, by the rest of their names, in order; values are shared
     */
    public static Map<String, Tensor> of(final Map<String, Tensor> tensors, final String prefix) {
        final Map<String, Tensor> group = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                final String own = name.substring(prefix.length());
                group.put(own, new Tensor(own, tensor.shape(), tensor.values()));
            }
        });
        return group;
    }
}
