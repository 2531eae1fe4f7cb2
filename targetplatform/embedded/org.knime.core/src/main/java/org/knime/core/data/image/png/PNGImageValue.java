package org.knime.core.data.image.png;

import org.knime.core.data.image.ImageValue;

/** Of cells that hold a PNG picture. */
public interface PNGImageValue extends ImageValue {

    @Override
    PNGImageContent getImageContent();
}
