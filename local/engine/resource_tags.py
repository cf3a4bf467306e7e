"""Has the engine's CloudFormation keep the tags of buckets and global tables, and its tagging API list secrets.

By them `waybill leftovers` finds what outlives its stack. CloudFormation user guide, "AWS::DynamoDB::GlobalTable":
the tags of a table are those of its replica in this region.
"""


def install() -> None:
    """Wraps the engine's provisioning of both, and adds to its list. Call it before the engine serves."""
    from ministack.services import dynamodb, s3, tagging
    from ministack.services.cloudformation import provisioners

    def keep_bucket_tags(name: str, props: dict) -> None:
        if props.get("Tags"):
            s3._bucket_tags[name] = provisioners._tag_map(props["Tags"])

    def keep_table_tags(name: str, props: dict) -> None:
        tags = [tag for replica in props.get("Replicas") or [] for tag in replica.get("Tags") or []]
        if tags:
            dynamodb._tags[dynamodb._tables[name]["TableArn"]] = tags

    tagging._COLLECTORS["secretsmanager"] = tagging._collect_secretsmanager
    wrap(provisioners._RESOURCE_HANDLERS["AWS::S3::Bucket"], keep_bucket_tags)
    wrap(provisioners._RESOURCE_HANDLERS["AWS::DynamoDB::GlobalTable"], keep_table_tags)


def wrap(handlers: dict, keep) -> None:
    create, update = handlers["create"], handlers["update"]

    def create_tagged(logical_id, props, stack_name):
        name, attributes = create(logical_id, props, stack_name)
        keep(name, props)
        return name, attributes

    def update_tagged(physical_id, old_props, new_props, *more):
        name, attributes = update(physical_id, old_props, new_props, *more)
        keep(name, new_props)
        return name, attributes

    handlers["create"], handlers["update"] = create_tagged, update_tagged
