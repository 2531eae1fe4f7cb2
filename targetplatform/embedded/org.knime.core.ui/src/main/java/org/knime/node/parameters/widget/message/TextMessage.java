package org.knime.node.parameters.widget.message;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.StateProvider;

/** A message in the dialog. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface TextMessage {

    Class<? extends StateProvider<Optional<Message>>> value();

    /**
     * What is shown.
     *
     * @param title in bold
     * @param description below
     * @param type gives the colour
     */
    record Message(String title, String description, MessageType type) {
    }

    /** How grave a message is. */
    enum MessageType {
            INFO, WARNING, ERROR, SUCCESS
    }

    /** A message that is shown or not. */
    interface SimpleTextMessageProvider extends StateProvider<Optional<Message>> {

        boolean showMessage(NodeParametersInput input);

        String title();

        String description();

        MessageType type();

        @Override
        default void init(final StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
        }

        @Override
        default Optional<Message> computeState(final NodeParametersInput input) {
            return showMessage(input) ? Optional.of(new Message(title(), description(), type())) : Optional.empty();
        }
    }
}
