/* SPDX-License-Identifier: ISC */
/* Prints the library's tables, a row a line, parts separated by tabs: what manuals and other
 * lists are compared with. */
#include <spoor.h>

#include <stdio.h>

int main(void)
{
	const struct spoor_field_info *field;
	const struct spoor_action_info *action;
	const struct spoor_format_info *format;
	const struct spoor_output_info *output;

	for (size_t i = 0; (field = spoor_field_at(i)); i++)
		printf("field\t%s\t%d\t%s\t%s\n", field->name, (int)field->type,
			field->multi ? "multi" : "single",
			field->derived ? "derived" : "logged");
	for (size_t i = 0; (action = spoor_action_at(i)); i++)
		printf("action\t%s\t%s\t%s\n", action->name, action->categories,
			action->types);
	for (size_t i = 0; (format = spoor_format_at(i)); i++)
		printf("format\t%s\t%s\n", format->name, format->about);
	for (size_t i = 0; (output = spoor_output_at(i)); i++)
		printf("output\t%s\t%s\n", output->name, output->about);
	return 0;
}
